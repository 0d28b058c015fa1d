import { useEffect, useRef, useState } from 'preact/hooks';
import { type HandledQuestion, myQuestions, type QuestionState, setQuestionState } from '../../api/speaker';
import { pauseFor } from '../../store/questions';

export interface Handling {
  /** Null until the server has told them. */
  questions: HandledQuestion[] | null;
  /** Whether the server answered last; null before. */
  isAnswered: boolean | null;
  /** The question whose change could not be kept. */
  failed: string | null;
  set: (id: string, state: QuestionState) => Promise<void>;
}

/** Returns the questions with one of them as it now stands, in their order. */
export function replaced(questions: readonly HandledQuestion[], changed: HandledQuestion): HandledQuestion[] {
  return questions.map(question => (question.id === changed.id ? changed : question));
}

/** Returns the questions to the speaker's sessions, asked for now and again while the desk is seen. */
export function useQuestions(): Handling {
  const [questions, setQuestions] = useState<HandledQuestion[] | null>(null);
  const [isAnswered, setAnswered] = useState<boolean | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  // A list asked for before a change would show the question as it was.
  const changes = useRef(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const look = async () => {
      clearTimeout(timer);
      if (isOver || document.visibilityState === 'hidden') return;
      const before = changes.current;
      const outcome = await myQuestions();
      if (isOver) return;
      setAnswered(outcome.ok);
      if (outcome.ok && changes.current === before) setQuestions(outcome.value.questions);
      clearTimeout(timer);
      timer = setTimeout(() => void look(), pauseFor(Math.random()));
    };
    const again = () => void look();
    again();
    document.addEventListener('visibilitychange', again);
    addEventListener('online', again);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', again);
      removeEventListener('online', again);
    };
  }, []);
  const set = async (id: string, state: QuestionState) => {
    changes.current += 1;
    setFailed(null);
    const outcome = await setQuestionState(id, state);
    changes.current += 1;
    if (outcome.ok) setQuestions(now => now && replaced(now, outcome.value));
    else setFailed(id);
  };
  return { questions, isAnswered, failed, set };
}
