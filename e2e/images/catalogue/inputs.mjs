/** What images of several products are made with. */
export const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
export const NPM_PACKAGE = "npm@10.9.9";
