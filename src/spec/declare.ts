/**
 * What a choice of the experiment declares of itself, as plain data: the page, the command line and the engine read the same
 * declaration, and the engine has its implementation under the same name. A choice is added as a file with its declaration, a
 * line in its catalogue, and an implementation.
 */
import type { Sentence } from '../lang/sentence.ts';

export interface Declaration {
  /** As a person reads it. */
  readonly label: Sentence;
  readonly formula?: string;
  /** Paper or function that it equals, as it is cited in any language. */
  readonly source?: string;
  /** Names of the experiment's fields that it reads beside those that all of its kind read. */
  readonly fields: readonly string[];
}

interface Sourced extends Declaration {
  readonly source: string;
}

/** A way to compare a student with a teacher. */
export interface ObjectiveDeclaration extends Sourced {
  /** Short, and the same in every language. */
  readonly acronym?: string;
  /** As it is written, `p_t` standing for p with subscript t; where it reads the temperature, times T². */
  readonly term: string;
  /** Compares what is inside the networks, so that the teacher is run in every step and must be a network of the lab. */
  readonly features?: true;
  /** Of the teacher nothing but its logits, so that any teacher will do. */
  readonly anyTeacher?: true;
  /** Terms that are added to it, each times a setting that is one of `fields`. */
  readonly also?: readonly AddedTerm[];
  /** Whose definitions of it there are, the default first, where there is more than one or its default is no library's. */
  readonly forms?: readonly string[];
}

interface AddedTerm {
  /** The setting that weighs it. */
  readonly weight: string;
  /** What that setting is multiplied by; 1 unless given. */
  readonly times?: number;
  readonly symbol: string;
  readonly term: string;
}

/** A member of a family of networks. */
export interface FamilyDeclaration extends Sourced {
  /** A transformer with a class token, beside which distillation tokens can stand. */
  readonly tokens?: true;
  /** The function of torchvision.models that builds it at width 1. */
  readonly torchvision?: string;
  /**
   * What its networks do not have that others do, nothing unless given: stages of several blocks, batch norm, residual blocks of
   * which a stage can be without one, blocks of the same shapes in one stage, something to leave out at random in training.
   */
  readonly lacks?: readonly ('blocks' | 'norms' | 'removable' | 'alike' | 'drops')[];
  /** Height and width of the images that its networks take, in pixels; any unless given. */
  readonly imageSizes?: {
    readonly multipleOf?: number;
    /** So many pixels less than a multiple work too, as borders fill them up. */
    readonly orLessBy?: number;
    readonly atLeast?: number;
  };
  /** The channels of its widest group at width 1, which other widths multiply and round; of small networks. */
  readonly mostChannels?: number;
}

/** A rule of which a formula says all. */
export interface RuleDeclaration extends Sourced {
  readonly formula: string;
}

/** A rule by which weights follow gradients. */
export interface OptimiserDeclaration extends RuleDeclaration {
  /** Numbers that it keeps for each weight. */
  readonly statePerWeight: number;
}

/** A kind of teacher. */
export interface TeacherDeclaration extends Declaration {
  /** What names one in an experiment: a regular expression. */
  readonly spelling: string;
}

/** A way to make one teacher of several; `w` are their weights, which sum to 1. */
export interface EnsembleDeclaration extends RuleDeclaration {
  /** `temperature`, where what it makes of them depends on it, and settings of its own. */
  readonly fields: readonly ('temperature' | 'teachersNu')[];
  /**
   * Looks at labels or at the student too, so that teachers are combined in every step; others are once, into one table of logits.
   */
  readonly inStep?: true;
  /** Each teacher teaches a distillation token of the student's own. */
  readonly tokens?: true;
}

/** Keeps the names and values of a declaration in its type. */
export const declare = <const D extends Declaration>(declaration: D): D => declaration;
