import encodeQR from "qr";

export interface QrCodeProps {
  readonly text: string;
  /** What is to be scanned, for those who do not see it. */
  readonly label: string;
}

/** Light modules around it, as readers need. */
const BORDER = 2;

/** A QR code as one path. Dark on light whatever the theme is: many readers take no other. */
export function QrCode({ text, label }: QrCodeProps) {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: BORDER });
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      shapeRendering="crispEdges"
      className="size-[184px] rounded-md border border-line"
    >
      <rect width="100%" height="100%" fill="white" />
      <path d={path} fill="black" />
    </svg>
  );
}
