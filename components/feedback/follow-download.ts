/** Has the browser save what is at an address, as it comes: it may be larger than a page should hold. The page stays. */
export function followDownload(href: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = "";
  link.click();
}
