/**
 * What a person pastes to use a network elsewhere: one picture read, prepared as it was for training, and classified.
 */
import { literal, type SnippetAbout, shortSide } from './snippetText.ts';

/** `onnx` for Python, `onnx-web` for a browser. */
export type SnippetFormat = 'graph-model' | 'onnx' | 'onnx-web';

export interface Snippet {
  readonly language: 'javascript' | 'python';
  readonly code: string;
}

export function snippet(format: SnippetFormat, about: SnippetAbout): Snippet {
  switch (format) {
    case 'graph-model':
      return { language: 'javascript', code: graphModel(about) };
    case 'onnx-web':
      return { language: 'javascript', code: onnxWeb(about) };
    case 'onnx':
      return { language: 'python', code: onnx(about) };
  }
}

/** An expression for the side of the square that is kept, in the picture's pixels. */
function sideOf(about: SnippetAbout, shorter: string): string {
  const whole = shortSide(about) === about.imageSize;
  return whole ? shorter : `(${about.imageSize} / ${shortSide(about)}) * ${shorter}`;
}

/** The picture's middle on a canvas of S × S, in the constant `context`. */
function canvasLines(about: SnippetAbout): string {
  const size = about.imageSize;
  return `const image = await createImageBitmap(await (await fetch('picture.jpg')).blob());
const side = ${sideOf(about, 'Math.min(image.width, image.height)')};
const context = new OffscreenCanvas(${size}, ${size}).getContext('2d');
context.imageSmoothingQuality = 'high';
context.drawImage(image, (image.width - side) / 2, (image.height - side) / 2, side, side, 0, 0, ${size}, ${size});`;
}

function graphModel(about: SnippetAbout): string {
  return `import * as tf from '@tensorflow/tfjs';

const classes = ${literal(about.classes)};
const model = await tf.loadGraphModel(${literal(about.fileName)});

${canvasLines(about)}

const probabilities = tf.tidy(() => {
  const pixels = tf.browser.fromPixels(context.canvas).div(255);
  const normalised = pixels.sub(${literal(about.mean)}).div(${literal(about.deviation)});
  return model.predict(normalised.expandDims()).softmax().squeeze();
});
const shares = await probabilities.array();
const best = shares.indexOf(Math.max(...shares));
console.log(classes[best], shares[best]);
`;
}

function onnxWeb(about: SnippetAbout): string {
  const size = about.imageSize;
  return `import * as ort from 'onnxruntime-web';

const classes = ${literal(about.classes)};
const [mean, deviation] = [${literal(about.mean)}, ${literal(about.deviation)}];
const session = await ort.InferenceSession.create(${literal(about.fileName)});

${canvasLines(about)}

const { data } = context.getImageData(0, 0, ${size}, ${size});
const planes = Float32Array.from({ length: ${3 * size * size} }, (_, i) => {
  const channel = Math.floor(i / ${size * size});
  return (data[4 * (i % ${size * size}) + channel] / 255 - mean[channel]) / deviation[channel];
});
const { logits } = await session.run({ images: new ort.Tensor('float32', planes, [1, 3, ${size}, ${size}]) });
const exponentials = Array.from(logits.data, (logit) => Math.exp(logit - Math.max(...logits.data)));
const best = exponentials.indexOf(1);
console.log(classes[best], 1 / exponentials.reduce((sum, value) => sum + value));
`;
}

function onnx(about: SnippetAbout): string {
  const size = about.imageSize;
  return `import numpy as np
import onnxruntime
from PIL import Image

classes = ${literal(about.classes)}
mean, deviation = np.float32(${literal(about.mean)}), np.float32(${literal(about.deviation)})

image = Image.open("picture.jpg").convert("RGB")
side = ${sideOf(about, 'min(image.size)')}
left, top = (image.width - side) / 2, (image.height - side) / 2
square = image.resize((${size}, ${size}), Image.Resampling.BILINEAR, box=(left, top, left + side, top + side))
pixels = (np.asarray(square, np.float32) / 255 - mean) / deviation

session = onnxruntime.InferenceSession(${literal(about.fileName)})
logits = session.run(["logits"], {"images": pixels.transpose(2, 0, 1)[None]})[0][0]
probabilities = np.exp(logits - logits.max()) / np.exp(logits - logits.max()).sum()
best = int(probabilities.argmax())
print(classes[best], float(probabilities[best]))
`;
}
