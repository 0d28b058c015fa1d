import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { isPage } from '../src/shared/links';

interface Image {
  src: string;
  sizes: string;
  type: string;
}

interface Manifest {
  description: string;
  lang: string;
  start_url: string;
  icons: Image[];
  screenshots: (Image & { label: string })[];
  shortcuts: { name: string; url: string; icons: Image[] }[];
  share_target: { action: string };
}

const PUBLIC = new URL('../public/', import.meta.url);
const read = (path: string) => readFile(new URL(path.replace(/^\//, ''), PUBLIC));
const parse = async (path: string) => JSON.parse((await read(path)).toString('utf8')) as Manifest;
const manifests = {
  id: await parse('manifest.webmanifest'),
  en: await parse('manifest.en.webmanifest'),
};

/** Returns a manifest without what is said in words. */
function wordless({ description, lang, screenshots, shortcuts, ...rest }: Manifest) {
  return {
    ...rest,
    screenshots: screenshots.map(({ label, ...image }) => image),
    shortcuts: shortcuts.map(({ name, ...shortcut }) => shortcut),
  };
}

function words({ description, screenshots, shortcuts }: Manifest): string[] {
  return [description, ...screenshots.map(({ label }) => label), ...shortcuts.map(({ name }) => name)];
}

/** Returns a PNG's size as the manifest writes it (PNG specification, section 11.2.1). */
async function sizeOf(path: string): Promise<string> {
  const header = await read(path);
  return `${header.readUInt32BE(16)}x${header.readUInt32BE(20)}`;
}

describe.each(Object.entries(manifests))('the manifest in %s', (lang, manifest) => {
  test('names images that are there, in the size they have', async () => {
    const images = [
      ...manifest.icons,
      ...manifest.screenshots,
      ...manifest.shortcuts.flatMap(shortcut => shortcut.icons),
    ];
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

  test('says its language and leaves nothing without words', () => {
    expect([manifest.lang, words(manifest).filter(said => said === '')]).toEqual([lang, []]);
  });
});

test('the manifests are one app, which differs in nothing but words', () => {
  expect(wordless(manifests.en)).toEqual(wordless(manifests.id));
  const same = words(manifests.en).filter((said, at) => said === words(manifests.id)[at]);
  expect([...new Set(same)]).toEqual(['Agenda']);
});
