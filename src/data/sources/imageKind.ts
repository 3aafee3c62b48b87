/**
 * What a file is, by its name and by its first bytes.
 */

import { type Said, words } from '../../lang/sentence.ts';

/** Extensions that are read, in lower case; GIF is not among them, as in torchvision's ImageFolder. */
const imageExtensions = ['jpg', 'jpeg', 'png', 'webp', 'bmp', 'avif'] as const;
const readable = words`JPEG, PNG, WebP, BMP and AVIF are read`;

/** How many bytes `kindOf` wants to see. */
export const headLength = 32;

/** The extension in lower case without its dot, or '' where there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}

/** Why a file of this name is not read; undefined where its name is an image's. */
export function refusalOfName(name: string): Said | undefined {
  const extension = extensionOf(name);
  if (imageExtensions.some((known) => known === extension)) return undefined;
  if (extension === 'gif') return words`GIF is not read, as in torchvision; ${readable}.`;
  if (extension === '') return words`It has no extension that says it is an image; ${readable}.`;
  return words`.${extension.slice(0, 12)} is not an image format that is read here; ${readable}.`;
}

/** Why a file that is named as an image is not one, from its first bytes; undefined where it looks like an image. */
export function refusalOfBytes(name: string, head: Uint8Array): Said | undefined {
  if (head.length === 0) return words`The file is empty.`;
  const kind = kindOf(head);
  if (kind === 'image') return undefined;
  if (kind === 'gif')
    return words`It is named .${extensionOf(name)} but holds a GIF, which is not read, as in torchvision.`;
  return words`It is named .${extensionOf(name)} but holds ${kind}; ${readable}.`;
}

/** Signatures: file(1)'s magic, as in the formats' own specifications. */
function kindOf(head: Uint8Array): 'image' | 'gif' | Said {
  const text = Array.from(head, (byte) => String.fromCharCode(byte)).join('');
  if (text.startsWith('\xff\xd8\xff') || text.startsWith('\x89PNG\r\n\x1a\n')) return 'image';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image';
  if (text.slice(4, 8) === 'ftyp') {
    if (/avi[fs]/.test(text.slice(8))) return 'image';
    return /hei[cx]|hev[cx]|mif1/.test(text.slice(8)) ? words`a HEIC photograph` : words`a video`;
  }
  if (text.startsWith('GIF8')) return 'gif';
  if (text.startsWith('%PDF')) return words`a PDF document`;
  if (text.startsWith('PK\x03\x04')) return words`a ZIP archive`;
  if (text.startsWith('II*\0') || text.startsWith('MM\0*')) return words`a TIFF`;
  if (/^\s*<(!doctype|html|\?xml|svg)/i.test(text)) return words`a web page or XML`;
  // BMP's signature is two letters that a text may also begin with; the four bytes after the size are zero.
  if (text.startsWith('BM') && text.slice(6, 10) === '\0\0\0\0') return 'image';
  return head.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13)) ? words`text` : words`something else`;
}
