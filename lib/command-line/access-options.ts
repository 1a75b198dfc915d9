import { type OptionValues, optionText, optionTexts } from "@/lib/command-line/command";
import { parseAccess } from "@/lib/stacks/access";
import type { Access, Kind } from "@/lib/stacks/kind";

export const ACCESS_USAGE =
  "[--access private | --access address --host H | --access domain --domain [endpoint=]NAME…]";

/**
 * Access as the options say it; private without them. A name without an endpoint is for the one that needs one.
 * @throws PanelError `input-invalid`
 */
export function accessOption(options: OptionValues, kind: Kind): Access {
  const [first] = [...kind.routable].sort((a, b) => Number(b.required) - Number(a.required));
  const names = optionTexts(options, "domain").map((text) => {
    const at = text.indexOf("=");
    return at < 0 ? [first?.endpoint ?? "", text] : [text.slice(0, at), text.slice(at + 1)];
  });
  const given = {
    mode: optionText(options, "access") ?? "private",
    host: optionText(options, "host"),
    names: Object.fromEntries(names),
  };
  return parseAccess(given, kind.routable);
}
