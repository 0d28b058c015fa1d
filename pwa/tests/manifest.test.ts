import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { isPage } from '../src/shared/links';

interface Image {
  src: string;
  sizes: string;
  type: string;
}

interface Manifest {
  start_url: string;
  icons: Image[];
  screenshots: Image[];
  shortcuts: { url: string; icons: Image[] }[];
  share_target: { action: string };
}

const PUBLIC = new URL('../public/', import.meta.url);
const read = (path: string) => readFile(new URL(path.replace(/^\//, ''), PUBLIC));
const manifest = JSON.parse((await read('manifest.webmanifest')).toString('utf8')) as Manifest;
const images = [
  ...manifest.icons,
  ...manifest.screenshots,
  ...manifest.shortcuts.flatMap(shortcut => shortcut.icons),
];

/** Returns a PNG's size as the manifest writes it (PNG specification, section 11.2.1). */
async function sizeOf(path: string): Promise<string> {
  const header = await read(path);
  return `${header.readUInt32BE(16)}x${header.readUInt32BE(20)}`;
}

describe('the manifest', () => {
  test('names images that are there, in the size they have', async () => {
    const drawn = images.filter(({ type }) => type === 'image/png');
    const sizes = await Promise.all(drawn.map(({ src }) => sizeOf(src)));
    expect(sizes).toEqual(drawn.map(image => image.sizes));
  });

  test('leads only to pages of the app', () => {
    const addresses = [
      manifest.start_url,
      manifest.share_target.action,
      ...manifest.shortcuts.map(({ url }) => url),
    ];
    expect(addresses.filter(address => !isPage(address))).toEqual([]);
  });
});
