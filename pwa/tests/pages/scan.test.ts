import { expect, test } from 'vitest';
import { type Detector, watch } from '../../src/pages/contacts/scan';

/** A detector that finds in one picture after the other what it was given; null is a picture not yet there. */
class FakeDetector implements Detector {
  constructor(
    private readonly pictures: (string[] | null)[],
    private readonly onEnd: () => void,
  ) {}

  async detect() {
    const next = this.pictures.shift();
    if (this.pictures.length === 0) this.onEnd();
    if (next === null) throw new DOMException('no picture', 'InvalidStateError');
    return (next ?? []).map(rawValue => ({ rawValue }));
  }
}

test('each new code before the camera is told once, and none after the end', async () => {
  const ending = new AbortController();
  const pictures = [null, [], ['a'], ['a'], [], ['a', 'x'], ['b'], ['c']];
  const told: string[] = [];
  const detector = new FakeDetector(pictures, () => ending.abort());
  await watch(detector, {} as HTMLVideoElement, text => told.push(text), ending.signal, 0);
  expect(told).toEqual(['a', 'b']);
});
