import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sortedDrop } from './sortedDrop.ts';

const file = (path: string, text = 'x') =>
  Object.assign(new File([text], path.slice(path.lastIndexOf('/') + 1)), { path });
const manifest = '{"format":"layers-model","modelTopology":{},"weightsManifest":[]}';

async function sorted(...files: readonly File[]) {
  const { teacher, dataset } = await sortedDrop(files);
  const names = (some: readonly File[]) => some.map(({ name }) => name);
  return { teacher: names(teacher), dataset: names(dataset) };
}

describe('a drop', () => {
  it.each(['a.safetensors', 'bees.PT', 'old.th', 'pytorch_model.bin', 'net.onnx'])(
    'of %s is a teacher',
    async (name) => {
      expect(await sorted(file(`./${name}`))).toEqual({ teacher: [name], dataset: [] });
    },
  );

  it('of several files of weights is not one', async () => {
    expect((await sorted(file('./a.pth'), file('./b.pth'))).teacher).toEqual([]);
    expect((await sorted(file('./data_batch_1.bin'), file('./test_batch.bin'))).teacher).toEqual([]);
  });

  it('of a model.json with its shards is a teacher, loose or in a folder, whatever the shards are called', async () => {
    for (const folder of ['./', '/mobilenet/']) {
      const files = [file(`${folder}m.json`, manifest), file(`${folder}group1-shard1of1`)];
      expect(await sorted(...files)).toEqual({ teacher: ['m.json', 'group1-shard1of1'], dataset: [] });
    }
  });

  it('of a folder with images is a dataset, also where a model or a table lies among them', async () => {
    const files = [file('/pets/cat/1.jpg'), file('/pets/model.json', manifest), file('/pets/a.pth')];
    expect((await sorted(...files)).teacher).toEqual([]);
    expect((await sorted(file('/pets/labels.json', '{}'), file('/pets/notes.txt'))).teacher).toEqual([]);
  });

  it('of a folder with one file of weights, and no images, is that teacher', async () => {
    expect(await sorted(file('/hub/config.json', '{}'), file('/hub/model.safetensors'))).toEqual({
      ...{ teacher: ['model.safetensors'], dataset: [] },
    });
    expect((await sorted(file('/cifar/data_batch_1.bin'))).teacher).toEqual([]);
  });

  it('of a lone zip is a dataset where there are images in it, and a teacher where there is a model', async () => {
    const zip = (name: string, ...paths: readonly string[]) =>
      Object.assign(
        new File(
          [
            zipSync(
              Object.fromEntries(paths.map((path) => [path, new Uint8Array([1])])),
            ) as Uint8Array<ArrayBuffer>,
          ],
          name,
        ),
        { path: `./${name}` },
      );
    expect(await sorted(zip('pets.zip', 'cat/1.jpg', 'dog/2.PNG'))).toEqual({
      ...{ teacher: [], dataset: ['pets.zip'] },
    });
    expect(await sorted(zip('net.zip', 'model.json', 'weights.bin'))).toEqual({
      ...{ teacher: ['net.zip'], dataset: [] },
    });
    expect((await sorted(zip('net.zip', 'model.json', 'weights.bin', 'preview.png'))).teacher).toEqual([
      'net.zip',
    ]);
    expect((await sorted(file('./broken.zip'))).teacher).toEqual(['broken.zip']);
  });

  it('of images and a teacher is both', async () => {
    const images = [file('/pets/cat/1.jpg'), file('/pets/dog/1.jpg')];
    expect(await sorted(...images, file('/net/model.json', manifest), file('/net/w.bin'))).toEqual({
      ...{ teacher: ['model.json', 'w.bin'], dataset: ['1.jpg', '1.jpg'] },
    });
    expect((await sorted(...images, file('./resnet50.pth'))).teacher).toEqual(['resnet50.pth']);
  });
});
