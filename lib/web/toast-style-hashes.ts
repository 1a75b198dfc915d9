/**
 * The toast library adds its style sheet as a `<style>` element that cannot carry a nonce. These two hashes belong into
 * `style-src`: the first is that of its built-in sheet, the second that of the element while it is still empty. The test
 * beside this file computes the first from the installed version.
 */
export const toastStyleHashes = [
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
] as const;
