/** The text as a sentence of its own: errors come with and without their full stop. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
