/** An image without the registry that it comes from, where that is named: what tells it from the others. */
export function imageName(reference: string): string {
  const [first = "", ...rest] = reference.split("/");
  const namesRegistry =
    rest.length > 0 && (first.includes(".") || first.includes(":") || first === "localhost");
  const path = namesRegistry ? rest.join("/") : reference;
  return path.replace(/^library\//, "");
}
