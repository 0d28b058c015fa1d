import { useEffect, useRef, useState } from 'preact/hooks';
import { type Detector, qrDetector, watch } from './scan';

/** How far the camera is; `denied` by the visitor or their phone, `broken` where it cannot start. */
export type CameraState = 'off' | 'asking' | 'on' | 'denied' | 'broken';

function endStream(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

function isRefusal(fault: unknown): boolean {
  return fault instanceof DOMException && fault.name === 'NotAllowedError';
}

/** The camera that reads codes; it is asked for only by `start`, and off again when its screen is left. */
export interface Camera {
  /** Null until it is known whether this browser can scan. */
  canScan: boolean | null;
  state: CameraState;
  picture: { current: HTMLVideoElement | null };
  start: () => void;
  stop: () => void;
}

/** Returns the camera, which tells `onText` of what it reads. */
export function useCamera(onText: (text: string) => void): Camera {
  const [detector, setDetector] = useState<Detector | null | undefined>(undefined);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [state, setState] = useState<CameraState>('off');
  const picture = useRef<HTMLVideoElement>(null);
  const heard = useRef(onText);
  const isHere = useRef(true);
  heard.current = onText;

  useEffect(() => {
    void qrDetector()
      .catch(() => null)
      .then(setDetector);
    return () => {
      isHere.current = false;
    };
  }, []);

  useEffect(() => {
    const shown = picture.current;
    if (!stream || !shown || !detector) return;
    const ending = new AbortController();
    shown.srcObject = stream;
    void shown.play().catch(() => undefined);
    void watch(detector, shown, text => heard.current(text), ending.signal);
    return () => {
      ending.abort();
      endStream(stream);
    };
  }, [stream, detector]);

  const start = () => {
    if (state === 'asking' || state === 'on') return;
    setState('asking');
    void navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment' }, audio: false })
      .then(opened => {
        // Whoever has left meanwhile is not to be watched.
        if (!isHere.current) return endStream(opened);
        setStream(opened);
        setState('on');
      })
      .catch((fault: unknown) => setState(isRefusal(fault) ? 'denied' : 'broken'));
  };
  const stop = () => {
    setStream(null);
    setState('off');
  };
  return { canScan: detector === undefined ? null : detector !== null, state, picture, start, stop };
}
