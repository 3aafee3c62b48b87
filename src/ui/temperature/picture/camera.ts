/**
 * The camera: opened only when a person asks, and why it may not open.
 */
import type { GivenPixels } from '../../../protocol/protocol.ts';

export type CameraRefusal = 'insecure' | 'unsupported' | 'denied' | 'none' | 'busy' | 'failed';

/** Frames are read back at this height or width, whichever is less: the networks see fewer pixels than that. */
const shortSide = 240;

/**
 * What `getUserMedia` (Media Capture and Streams, § 10.2) rejected with, as one of the reasons that a person can do something
 * about.
 */
export function cameraRefusal(thrown: unknown): CameraRefusal {
  switch (thrown instanceof Error ? thrown.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return 'failed';
  }
}

/** @returns the stream, whose tracks the caller stops, or why there is none. */
export async function openCamera(): Promise<MediaStream | CameraRefusal> {
  if (!window.isSecureContext) return 'insecure';
  if (!('mediaDevices' in navigator)) return 'unsupported';
  try {
    return await navigator.mediaDevices.getUserMedia({
      video: { width: { ideal: 640 }, height: { ideal: 480 } },
      audio: false,
    });
  } catch (thrown) {
    return cameraRefusal(thrown);
  }
}

export function closeCamera(stream: MediaStream) {
  for (const track of stream.getTracks()) track.stop();
}

/** Whether the camera looks at the person, who then knows the picture from mirrors. */
export function looksBack(stream: MediaStream): boolean {
  return stream.getVideoTracks()[0]?.getSettings().facingMode !== 'environment';
}

/** The frame that is shown now, as the camera saw it; undefined before the first. */
export function frameOf(video: HTMLVideoElement, canvas: HTMLCanvasElement): GivenPixels | undefined {
  const { videoWidth, videoHeight } = video;
  const short = Math.min(videoWidth, videoHeight);
  if (short === 0) return undefined;
  const scale = Math.min(1, shortSide / short);
  const width = Math.round(videoWidth * scale);
  const height = Math.round(videoHeight * scale);
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return undefined;
  context.drawImage(video, 0, 0, width, height);
  return { width, height, rgba: context.getImageData(0, 0, width, height).data };
}
