/**
 * A drawing on a canvas.
 */
import type { SquarePicture } from '../../../protocol/records.ts';
import { brushes, inks, type Stroke } from './drawing.ts';

type Context = CanvasRenderingContext2D;

const paper = inks.white;

/** Covers the canvas with `picture`, each of its pixels a block, or with paper. */
export function paintGround(context: Context, picture: SquarePicture | undefined) {
  const side = context.canvas.width;
  context.fillStyle = paper;
  context.fillRect(0, 0, side, side);
  if (!picture) return;
  const { size, rgba } = picture;
  const small = new OffscreenCanvas(size, size);
  small.getContext('2d')?.putImageData(new ImageData(rgba, size, size), 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, side, side);
}

/** @param from the first point that is not painted yet. */
export function paintStroke(context: Context, { ink, brush, points }: Stroke, from = 0) {
  const side = context.canvas.width;
  const width = brushes[brush] * side;
  context.fillStyle = inks[ink];
  context.strokeStyle = inks[ink];
  context.lineWidth = width;
  context.lineCap = 'round';
  points.slice(from).forEach(({ x, y }, i) => {
    const before = points[from + i - 1];
    context.beginPath();
    if (before) {
      context.moveTo(before.x * side, before.y * side);
      context.lineTo(x * side, y * side);
      context.stroke();
    } else {
      context.arc(x * side, y * side, width / 2, 0, 2 * Math.PI);
      context.fill();
    }
  });
}
