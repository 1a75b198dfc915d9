import { Button, type ButtonProps } from "@/components/ui/button";

/** The filled button that sends a form; Enter in a field clicks it. */
export function SubmitButton(props: Omit<ButtonProps, "type" | "variant" | "size">) {
  return <Button {...props} type="submit" variant="primary" size="field" />;
}
