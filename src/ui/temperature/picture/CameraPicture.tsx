import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { GivenPixels } from '../../../protocol/protocol.ts';
import { useWords } from '../../text/useWords.ts';
import { type CameraRefusal, closeCamera, frameOf, looksBack, openCamera } from './camera.ts';
import styles from './picture.module.css';
import type { Look } from './useLooking.ts';

type Camera =
  | { readonly state: 'off' | 'asking' }
  | { readonly state: 'live'; readonly stream: MediaStream; readonly mirrored: boolean }
  | { readonly state: 'frozen'; readonly frame: GivenPixels; readonly mirrored: boolean };

/** Why it is off, where that was not the person's doing. */
type Reason = CameraRefusal | 'hidden' | 'ended';

/** Frames are offered this often; those that find a question under way are passed over. ms */
const offerEvery = 50;

/** What the camera sees, live or frozen. The camera is on only between a press on its button and the end of looking. */
export function CameraPicture({ look }: { readonly look: Look }) {
  const text = useWords('pictures');
  const [camera, setCamera] = useState<Camera>({ state: 'off' });
  const [reason, setReason] = useState<Reason>();
  const video = useRef<HTMLVideoElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { start, there } = useStart(setCamera, setReason);
  const live = camera.state === 'live' ? camera.stream : undefined;
  useLive(live, video, (why) => {
    setReason(why);
    setCamera({ state: 'off' });
  });
  useEffect(() => {
    if (!live) return;
    const offering = setInterval(() => {
      look(() => (video.current && canvas.current ? frameOf(video.current, canvas.current) : undefined));
    }, offerEvery);
    return () => clearInterval(offering);
  }, [live, look]);
  useEffect(() => {
    if (camera.state === 'frozen') look(() => camera.frame);
  }, [camera, look]);
  const freeze = () => {
    const frame = video.current && canvas.current && frameOf(video.current, canvas.current);
    if (frame && camera.state === 'live') {
      setCamera({ state: 'frozen', frame, mirrored: camera.mirrored });
    }
  };
  const mirrored = 'mirrored' in camera && camera.mirrored;
  return (
    <div ref={there} className={styles.own}>
      <div className={styles.stage} data-mirrored={mirrored ? '' : undefined}>
        {live ? <video ref={video} muted playsInline autoPlay aria-label={text.camera.picture} /> : null}
        <canvas
          ref={canvas}
          hidden={camera.state !== 'frozen'}
          role="img"
          aria-label={text.camera.frozenPicture}
        />
        {camera.state === 'off' || camera.state === 'asking' ? (
          <p className={styles.empty}>{text.camera[camera.state]}</p>
        ) : null}
      </div>
      <div className={styles.tools}>
        {live ? (
          <>
            <button type="button" onClick={freeze}>
              {text.camera.freeze}
            </button>
            <button type="button" onClick={() => setCamera({ state: 'off' })}>
              {text.camera.stop}
            </button>
          </>
        ) : (
          <button type="button" disabled={camera.state === 'asking'} onClick={start}>
            {camera.state === 'frozen' ? text.camera.again : text.camera.start}
          </button>
        )}
      </div>
      <p className={reason ? styles.problem : styles.quiet} role={reason ? 'alert' : undefined}>
        {reason ? text.camera.reasons[reason] : text.stays} {mirrored ? text.camera.mirrored : null}
      </p>
    </div>
  );
}

/** Opens the camera on demand; one that opens when nobody looks any more is closed at once. */
function useStart(setCamera: (camera: Camera) => void, setReason: (reason: Reason | undefined) => void) {
  const there = useRef<HTMLDivElement>(null);
  const start = useCallback(async () => {
    setReason(undefined);
    setCamera({ state: 'asking' });
    const opened = await openCamera();
    if (!there.current || document.hidden) {
      if (typeof opened !== 'string') closeCamera(opened);
      if (there.current) setCamera({ state: 'off' });
    } else if (typeof opened === 'string') {
      setReason(opened);
      setCamera({ state: 'off' });
    } else {
      setCamera({ state: 'live', stream: opened, mirrored: looksBack(opened) });
    }
  }, [setCamera, setReason]);
  return { start, there };
}

/** Shows the stream, and ends it with the component, with the next state, or when the page is hidden. */
function useLive(
  stream: MediaStream | undefined,
  video: RefObject<HTMLVideoElement | null>,
  ended: (why: 'hidden' | 'ended') => void,
) {
  const onEnd = useRef(ended);
  onEnd.current = ended;
  useEffect(() => {
    if (!stream) return;
    if (video.current) video.current.srcObject = stream;
    const hide = () => {
      if (document.hidden) onEnd.current('hidden');
    };
    // Pulled out, or taken away in the browser's own controls.
    const end = () => onEnd.current('ended');
    const track = stream.getVideoTracks()[0];
    track?.addEventListener('ended', end);
    document.addEventListener('visibilitychange', hide);
    return () => {
      track?.removeEventListener('ended', end);
      document.removeEventListener('visibilitychange', hide);
      closeCamera(stream);
    };
  }, [stream, video]);
}
