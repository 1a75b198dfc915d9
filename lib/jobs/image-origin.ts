import { type ErrorCode, PanelError } from "@/lib/errors";
import type { Definition } from "@/lib/jobs/definition";

/** What the choice of another image can put right. */
const OF_THE_IMAGE: readonly ErrorCode[] = ["image-missing", "architecture-unsupported"];

/** The failure of a pull with whose image it is and, where a setting names its tag, with that setting. */
export function withImageOrigin(
  error: unknown,
  { kind, revision, rendered }: Pick<Definition, "kind" | "revision" | "rendered">,
  image: string,
): unknown {
  if (!(error instanceof PanelError)) return error;
  const services = Object.entries(rendered.project.services).flatMap(([name, service]) =>
    service.image === image ? [name] : [],
  );
  const tag = /:([^:/@]+)$/.exec(image)?.[1];
  const chosen = OF_THE_IMAGE.includes(error.code)
    ? Object.entries(kind.settings).find(([key]) => tag !== undefined && revision.settings[key] === tag)
    : undefined;
  const details = { ...error.details, service: services[0], image };
  if (chosen === undefined) return new PanelError(error.code, error.message, details, error.cause);
  const [field, { label }] = chosen;
  const fix = `Choose another one as “${label}”, for ${services.join(", ")}`;
  return new PanelError(error.code, error.message, { ...details, fix, field }, error.cause);
}
