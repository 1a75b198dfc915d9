/** How a stack's product hands its e-mail over, and which settings and secrets of the kind that comes from. */
export type MailSettings = {
  host: string;
  port: number;
  /** `first`: TLS before anything is said. `offered`: as soon as the server offers it. */
  tls: "first" | "offered" | "never";
  /** Empty: without a login. */
  user: string;
  password: string;
  /** The product gives the password to no server without TLS. */
  loginNeedsTls: boolean;
  sender: { name: string; address: string };
};
