import { encode } from 'uqr';

/** Modules of light margin around the code (ISO/IEC 18004 asks for four). */
const QUIET = 4;

/** Returns a text as QR code: the number of modules along a side and an SVG path of the dark ones. */
export function drawQr(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET });
  const rows = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')));
  return { size, path: rows.join('') };
}
