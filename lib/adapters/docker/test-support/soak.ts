/** The long form of randomised tests; `npm test` runs a tenth of it with the same assertions. */
export const SOAK = process.env.SLIPWAY_SOAK === "1";
