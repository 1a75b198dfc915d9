import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Spinner } from "@/components/ui/spinner";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "tiny" | "small" | "control" | "field";

const base =
  "relative inline-flex items-center justify-center overflow-hidden rounded-md border whitespace-nowrap icons-sm transition-[background-color,border-color] duration-(--duration-fast) focus-visible:rounded-md";

const variants: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent font-medium text-on-accent shadow-button hover:bg-accent-hover",
  secondary: "border-line-strong bg-surface font-medium shadow-button hover:bg-hover [&_.lucide]:text-ink-3",
  quiet: "border-transparent text-ink-2 hover:bg-hover hover:text-ink [&_.lucide]:text-ink-3",
  danger: "border-transparent bg-bad-solid font-medium text-on-bad shadow-button hover:brightness-95",
};

const off: Record<ButtonVariant, string> = {
  primary: "cursor-not-allowed border-transparent bg-track font-medium text-ink-3",
  secondary: "cursor-not-allowed border-line bg-surface font-medium text-ink-3",
  quiet: "cursor-not-allowed border-transparent text-ink-3",
  danger: "cursor-not-allowed border-transparent bg-track font-medium text-ink-3",
};

const sizes: Record<ButtonSize, string> = {
  tiny: "h-[22px] gap-1.5 rounded-sm px-[7px] text-xs max-wide:h-[30px]",
  small: "h-[26px] gap-1.5 rounded-sm px-[7px] text-xs max-wide:h-[30px]",
  control: "h-control gap-1.5 px-2.5 max-wide:h-9 max-wide:px-3",
  field: "h-field gap-1.5 px-3.5 max-wide:h-10",
};

/** Classes of a button, for the rare element that looks like one but is neither button nor link. */
export function buttonClass(variant: ButtonVariant, size: ButtonSize, disabled = false): string {
  return classNames(base, disabled ? off[variant] : variants[variant], sizes[size]);
}

interface ButtonLook {
  readonly variant?: ButtonVariant;
  readonly size?: ButtonSize;
  readonly icon?: ReactNode;
  readonly iconAfter?: ReactNode;
}

export interface ButtonProps extends ComponentProps<"button">, ButtonLook {
  /** Keeps label, width and focus, shows that work is under way and swallows further clicks. */
  readonly pending?: boolean;
}

export function Button({
  variant = "secondary",
  size = "control",
  pending = false,
  icon,
  iconAfter,
  className,
  children,
  ...props
}: ButtonProps) {
  const swallow = pending ? { onClick: (event: React.MouseEvent) => event.preventDefault() } : {};
  return (
    <button
      type="button"
      {...props}
      {...swallow}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      className={classNames(
        buttonClass(variant, size, props.disabled),
        pending && "cursor-progress",
        className,
      )}
    >
      {pending && icon ? <Spinner /> : icon}
      {children}
      {iconAfter}
      {pending && !icon && (
        <span aria-hidden="true" className="absolute inset-x-0 bottom-0 h-0.5 overflow-hidden">
          <span className="block h-full w-2/5 animate-sweep bg-current" />
        </span>
      )}
    </button>
  );
}

export interface ButtonLinkProps extends ComponentProps<typeof Link>, ButtonLook {}

export function ButtonLink({
  variant = "secondary",
  size = "control",
  icon,
  iconAfter,
  className,
  children,
  ...props
}: ButtonLinkProps) {
  return (
    <Link {...props} className={classNames(buttonClass(variant, size), className)}>
      {icon}
      {children}
      {iconAfter}
    </Link>
  );
}
