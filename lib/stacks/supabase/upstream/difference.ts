/** Something of a rendered project that is not as in upstream's. Texts are expressions: no value of a secret is in them. */
export type Difference = {
  /** Under its name in the rendered project. */
  service: string;
  /** “variable NAME”, “mount /path”, “health check” and so on. */
  what: string;
  upstream: string;
  here: string;
};

/** Said of whatever one of the two does not have. */
export const NONE = "none";
