/**
 * One row as RFC 4180 wants it. A cell that a spreadsheet would take for a formula begins with an apostrophe: whoever
 * tries to sign in chooses what stands in the log.
 */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
