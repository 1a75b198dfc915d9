/** Of one function's folder, and of an archive that is to become one. */
export const MOST_FILES = 500;
export const MOST_FILE_BYTES = 4 * 1024 ** 2;
export const MOST_FOLDER_BYTES = 16 * 1024 ** 2;

/** A text that the editor takes: with all that JSON adds it fits into the body of a call. */
export const MOST_TEXT_BYTES = 256 * 1024;

/** An archive as it is sent, packed: in base64 it fits into the body of a call, which has 1 MiB. */
export const MOST_PACKED_BYTES = 720 * 1024;

/** What is read to show a volume; somebody may have put anything there. */
export const MOST_READ_ENTRIES = 10_000;
export const MOST_READ_BYTES = 256 * 1024 ** 2;
