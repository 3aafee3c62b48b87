/**
 * What the page says in parts that come after its first paint: these words come with them, in files of their own.
 */
import { use } from 'react';
import type { LanguageName } from '../../lang/languages.ts';
import type { LedgerText } from './en/ledger.ts';
import type { ComparingText } from './en/networks/comparing.ts';
import type { CutText } from './en/networks/cut.ts';
import type { FamilyText } from './en/networks/family.ts';
import type { InsideText } from './en/networks/inside.ts';
import type { NetworksText } from './en/networks/networks.ts';
import type { PriceText } from './en/networks/price.ts';
import type { SensitivityText } from './en/networks/sensitivity.ts';
import type { SmallerText } from './en/networks/smaller.ts';
import type { WeightsText } from './en/networks/weights.ts';
import type { RecipeEditorText } from './en/recipeEditor.ts';
import type { SeenText } from './en/seen.ts';
import type { QuantityChartText, StagesText } from './en/stages.ts';
import type { StorageText } from './en/storage.ts';
import type { TeachersText } from './en/teachers.ts';
import type { TemperatureText } from './en/temperature.ts';
import type { TryItText } from './en/tryIt.ts';
import type { WhyText } from './en/why.ts';
import { useLanguage } from './language.ts';
import { overEnglish, type Partly } from './partly.ts';

export interface LateWords {
  readonly why: WhyText;
  readonly teachers: TeachersText;
  readonly temperature: TemperatureText;
  readonly tryIt: TryItText;
  readonly seen: SeenText;
  readonly ledger: LedgerText;
  readonly networks: NetworksText;
  readonly smaller: SmallerText;
  readonly cut: CutText;
  readonly comparing: ComparingText;
  readonly family: FamilyText;
  readonly inside: InsideText;
  readonly weights: WeightsText;
  readonly price: PriceText;
  readonly sensitivity: SensitivityText;
  readonly recipeEditor: RecipeEditorText;
  readonly stages: StagesText;
  readonly quantityChart: QuantityChartText;
  readonly storage: StorageText;
}

/** What every language has of them. */
export const lateLoaders: Readonly<Record<LanguageName, () => Promise<Partly<LateWords>>>> = {
  en: async () => (await import('./en/late.ts')).late,
  es: async () => (await import('./es/late.ts')).late,
  zh: async () => (await import('./zh/late.ts')).late,
};

const asked = new Map<LanguageName, Promise<LateWords>>();

/** What failed to load is asked for again. */
function lateWords(language: LanguageName): Promise<LateWords> {
  const known = asked.get(language);
  if (known) return known;
  const loading = load(language);
  asked.set(language, loading);
  loading.catch(() => asked.delete(language));
  return loading;
}

async function load(language: LanguageName): Promise<LateWords> {
  const [{ late }, own] = await Promise.all([import('./en/late.ts'), lateLoaders[language]()]);
  return overEnglish<LateWords>(late, own);
}

/** The words of a late part in the reader's language; while they are loaded, what stands for the part is shown. */
export function useLateWords<Part extends keyof LateWords>(part: Part): LateWords[Part] {
  return use(lateWords(useLanguage()))[part];
}
