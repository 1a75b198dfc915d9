/** tar works in blocks of this many bytes. */
export const TAR_BLOCK_BYTES = 512;

/**
 * The header block of one regular file (ustar). Ends of archives are two blocks of zeros.
 * @param {string} name at most 100 bytes
 * @param {number} size in bytes
 * @returns {Buffer}
 */
export function tarFileHeader(name, size) {
  if (Buffer.byteLength(name) > 100) throw new Error(`a tar name longer than 100 bytes: ${name}`);
  const header = Buffer.alloc(TAR_BLOCK_BYTES);
  header.write(name, 0);
  header.write("0000644\0", 100); // mode
  header.write("0000000\0", 108); // owner
  header.write("0000000\0", 116); // group
  header.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  header.write("00000000000\0", 136); // modified at
  header.write("        ", 148); // the checksum counts itself as spaces
  header.write("0", 156); // a regular file
  header.write("ustar\0", 257);
  header.write("00", 263);
  const checksum = header.reduce((sum, byte) => sum + byte, 0);
  header.write(`${checksum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}
