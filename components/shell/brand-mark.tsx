/** The mark: a hull on a slipway. */
export function BrandMark({ size = 20 }: { readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      aria-hidden="true"
      className="flex-none text-accent-ink"
    >
      <path d="M1.8 12.6 18.2 17.4" strokeWidth="1.8" />
      <path d="M4.6 13.4v3.2M9.4 14.8v1.9" strokeWidth="1.5" />
      <path
        d="m2.6 4.3 14.7 4.3c-.3 2.7-2.4 4.3-4.9 3.6L6.6 10.5C4.3 9.8 2.7 7.4 2.6 4.3z"
        fill="currentColor"
        strokeWidth="1"
      />
    </svg>
  );
}
