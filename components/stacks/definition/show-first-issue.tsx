import { Button } from "@/components/ui/button";

/** Leads to the first field of the page that is marked as wrong. */
export function ShowFirstIssue() {
  return (
    <Button
      size="tiny"
      className="flex-none"
      onClick={() => {
        const field = document.querySelector<HTMLElement>("main form [aria-invalid=true]");
        field?.scrollIntoView({ block: "center" });
        field?.focus({ preventScroll: true });
      }}
    >
      Show the first
    </Button>
  );
}
