import type { Problem } from '../../api/client';
import { w } from './words';

/** Returns in words why a request failed. */
export function refusal(problem: Problem): string {
  if (problem.kind === 'unreachable') return w('unreachable');
  return w('refused', { detail: problem.detail || problem.title || String(problem.status) });
}

/** Returns whether the server refused with this status. */
export function isRefused(problem: Problem, status: number): boolean {
  return problem.kind === 'refused' && problem.status === status;
}
