import { constants, gunzipSync } from 'node:zlib';

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * Unpacks gzip, several members after each other too. Of a file that is cut off, what can be unpacked is given.
 * @param most more bytes than this are refused, so that a small file can't fill the memory
 */
export function gunzip(bytes: Uint8Array, most: number): { bytes: Uint8Array; fault: string | null } {
  try {
    return { bytes: gunzipSync(bytes, { maxOutputLength: most }), fault: null };
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    try {
      return { bytes: gunzipSync(bytes, { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH }), fault };
    } catch {
      return { bytes: new Uint8Array(), fault };
    }
  }
}
