import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

interface IconButtonLook {
  /** Verb and object, as "Copy secret key": the accessible name and the title. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly variant?: "secondary" | "quiet";
  readonly size?: "tiny" | "control";
}

export interface IconButtonProps
  extends Omit<ComponentProps<"button">, "aria-label" | "children">,
    IconButtonLook {}

function iconButtonClass(variant: "secondary" | "quiet", size: "tiny" | "control"): string {
  return classNames(
    "inline-flex flex-none items-center justify-center border transition-[background-color,border-color] duration-(--duration-fast) disabled:cursor-not-allowed disabled:opacity-50",
    "[&_.lucide]:text-ink-3 hover:[&_.lucide]:text-ink aria-pressed:bg-selected aria-pressed:[&_.lucide]:text-ink",
    variant === "quiet"
      ? "border-transparent text-ink-2 hover:bg-hover hover:text-ink"
      : "border-line-strong bg-surface shadow-button hover:bg-hover",
    size === "tiny"
      ? "size-[22px] rounded-sm icons-sm max-wide:size-8"
      : "size-(--height-control) rounded-md max-wide:size-9",
  );
}

export function IconButton({
  label,
  icon,
  variant = "quiet",
  size = "tiny",
  className,
  ...props
}: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...props}
      aria-label={label}
      className={classNames(iconButtonClass(variant, size), className)}
    >
      {icon}
    </button>
  );
}

export interface IconLinkProps
  extends Omit<ComponentProps<typeof Link>, "aria-label" | "children">,
    IconButtonLook {}

export function IconLink({
  label,
  icon,
  variant = "quiet",
  size = "tiny",
  className,
  ...props
}: IconLinkProps) {
  return (
    <Link
      title={label}
      {...props}
      aria-label={label}
      className={classNames(iconButtonClass(variant, size), className)}
    >
      {icon}
    </Link>
  );
}
