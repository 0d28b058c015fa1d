/** What finds codes in a picture (WICG Shape Detection, Barcode Detection); Chrome on Android has one. */
export interface Detector {
  detect(picture: HTMLVideoElement): Promise<readonly { rawValue: string }[]>;
}

interface DetectorKind {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

/** So often in milliseconds is the camera's picture looked at. */
const PACE = 200;

/** Returns what finds QR codes in the camera's picture, null where the browser has nothing of the kind. */
export async function qrDetector(): Promise<Detector | null> {
  const { BarcodeDetector: Kind } = globalThis as { BarcodeDetector?: DetectorKind };
  if (!Kind || !navigator.mediaDevices?.getUserMedia) return null;
  const formats = await Kind.getSupportedFormats().catch((): string[] => []);
  return formats.includes('qr_code') ? new Kind({ formats: ['qr_code'] }) : null;
}

/** Tells `onText` of each new text that the detector finds, until `signal` ends it. */
export async function watch(
  detector: Detector,
  picture: HTMLVideoElement,
  onText: (text: string) => void,
  signal: AbortSignal,
  pace = PACE,
): Promise<void> {
  let last: string | null = null;
  while (!signal.aborted) {
    // A picture that is not there yet is no fault.
    const found = await detector.detect(picture).catch(() => []);
    const text = found[0]?.rawValue;
    if (text && text !== last && !signal.aborted) {
      last = text;
      onText(text);
    }
    await new Promise(resolve => setTimeout(resolve, pace));
  }
}
