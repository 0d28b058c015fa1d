// `node pack-assets.mjs DIST OUT`: a build's hashed assets, and each again as `.br` and `.gz` where that helps.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [dist, out] = process.argv.slice(2);
if (!dist || !out) {
  console.error('usage: node pack-assets.mjs DIST OUT');
  process.exit(2);
}

const brotli = body =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } });

const source = join(dist, 'assets');
const target = join(out, 'assets');
mkdirSync(target, { recursive: true });
for (const name of readdirSync(source)) {
  const body = readFileSync(join(source, name));
  writeFileSync(join(target, name), body);
  const packed = { br: brotli(body), gz: gzipSync(body, { level: 9 }) };
  for (const [suffix, bytes] of Object.entries(packed)) {
    // Fonts and pictures are packed already.
    if (bytes.length < body.length * 0.95) writeFileSync(join(target, `${name}.${suffix}`), bytes);
  }
}
