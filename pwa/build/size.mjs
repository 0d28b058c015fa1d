// Fails when the first page needs more JavaScript than its budget (the entry and what it imports at once), or when
// the worker fetches more in advance than a phone on a bad network should pay for.
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 50;
const OFFLINE_BUDGET_KB = 220;
const dist = new URL('../dist/', import.meta.url);

async function gzipped(file) {
  return gzipSync(await readFile(new URL(file, dist)), { level: 9 }).length;
}

/** Returns the keys of an entry and all that it imports statically. */
function reach(manifest, key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) reach(manifest, next, seen);
  return seen;
}

const manifest = JSON.parse(await readFile(new URL('.vite/manifest.json', dist), 'utf8'));
const entry = Object.keys(manifest).find(key => manifest[key].isEntry);
const first = reach(manifest, entry);
const kb = bytes => (bytes / 1024).toFixed(1).padStart(6);

let total = 0;
for (const key of Object.keys(manifest)) {
  const { file } = manifest[key];
  if (!file.endsWith('.js')) continue;
  const size = await gzipped(file);
  if (first.has(key)) total += size;
  console.log(`${kb(size)} KB  ${first.has(key) ? 'first' : 'later'}  ${file}`);
}
console.log(`${kb(await gzipped('sw.js'))} KB  worker sw.js`);
console.log(`${kb(total)} KB  first page in all, at most ${BUDGET_KB} KB (gzip)`);
if (total > BUDGET_KB * 1024) {
  console.error('The first page needs more JavaScript than its budget: load something later.');
  process.exit(1);
}

const worker = await readFile(new URL('sw.js', dist), 'utf8');
const ahead = [...worker.matchAll(/\burl["']?:["'`]([^"'`]+)/g)].map(([, url]) => url);
const offline = (await Promise.all(ahead.map(gzipped))).reduce((sum, each) => sum + each, 0);
console.log(`${kb(offline)} KB  offline in all, at most ${OFFLINE_BUDGET_KB} KB, in ${ahead.length} files`);
if (ahead.length === 0 || offline > OFFLINE_BUDGET_KB * 1024) {
  console.error('The worker fetches more in advance than its budget, or its list was not found.');
  process.exit(1);
}
