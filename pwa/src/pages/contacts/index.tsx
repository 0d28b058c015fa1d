import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useTitle } from '../../components/arrival';
import { Button } from '../../components/button';
import { PageHeader } from '../../components/header';
import { Segmented } from '../../components/segmented';
import { Skeleton } from '../../components/skeleton';
import { links } from '../../shared/links';
import {
  addPerson,
  contacts,
  dropPerson,
  followContacts,
  keepMyCard,
  myCard,
  type Person,
  people,
  personOf,
  restorePerson,
} from '../../store/contacts';
import { AddPerson, type Found } from './add';
import { personLink, type View, viewIn, viewLink } from './address';
import { CardForm } from './card-form';
import styles from './contacts.module.css';
import { MyCard } from './my-card';
import { People } from './people';
import { NoPerson, PersonDetails } from './person';
import { readCard } from './vcard';
import { w } from './words';

/** Moves the focus to the page's heading where what held it went away. */
function keepFocus(): void {
  if (document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>('#content h1')?.focus({ preventScroll: true });
}

/** Begins each screen at its top, but for the list; null while there is none. */
function useScreen(screen: string | null): void {
  const seen = useRef<string | null>(null);
  useEffect(() => {
    if (seen.current === screen || screen === null) return;
    const isFirst = seen.current === null;
    seen.current = screen;
    if (isFirst) return;
    if (screen !== 'people') scrollTo(0, 0);
    keepFocus();
  }, [screen]);
}

function isBrought(): boolean {
  return location.hash.startsWith('#card=');
}

/** What was read last, first of all from the address: a shared card's, which then no longer shows it. */
function useFound(view: View): [Found, (found: Found) => void] {
  const { route } = useLocation();
  const [found, setFound] = useState<Found>(() => (isBrought() ? readCard(location.hash) : null));
  const seen = useRef(view);
  useEffect(() => {
    if (isBrought()) route(viewLink('add'), true);
  }, []);
  useEffect(() => {
    if (seen.current !== view && view !== 'add') setFound(null);
    seen.current = view;
  }, [view]);
  return [found, setFound];
}

function Tabs({ view }: { view: View }) {
  const { route } = useLocation();
  const n = people().length;
  return (
    <div class={styles.tabs}>
      <Segmented
        label={w('title')}
        name="view"
        value={view}
        segments={[
          { value: 'card', label: w('mine') },
          { value: 'people', label: n > 0 ? w('people_n', { n }) : w('people') },
        ]}
        onChange={value => route(viewLink(value === 'people' ? 'people' : 'card'), true)}
      />
    </div>
  );
}

function Dropped({ person, onDone }: { person: Person | null; onDone: () => void }) {
  const restore = () => void restorePerson(person as Person).then(onDone);
  useEffect(keepFocus, [person]);
  return (
    <div role="status">
      {person ? (
        <div class={styles.dropped}>
          <span>{w('list.dropped', { name: person.card.name })}</span>
          <Button look="paper" small onClick={restore}>
            {w('list.undo')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function EditCard() {
  const { route } = useLocation();
  const card = myCard();
  const done = () => route(viewLink('card'), true);
  return (
    <>
      {card ? null : <p class={styles.lead}>{w('card.make_text')}</p>}
      <CardForm
        key={card ? 'known' : 'new'}
        {...(card ? { card, back: viewLink('card') } : {})}
        mine
        submit={w('save_card')}
        onSave={changed => keepMyCard(changed).then(done)}
      />
      {card ? (
        <p class={styles.centred}>
          <Button look="plain" onClick={() => void keepMyCard(null).then(done)}>
            {w('card.remove')}
          </Button>
        </p>
      ) : null}
    </>
  );
}

interface Screen {
  name: string;
  title: string;
  /** Where "back" leads. */
  up: string;
}

function screenOf(query: Record<string, string>, hasFound: boolean): Screen {
  if (query.contact !== undefined) {
    const title = personOf(query.contact)?.card.name ?? w('people');
    return { name: `contact ${query.contact}`, title, up: viewLink('people') };
  }
  const view = viewIn(query);
  switch (view) {
    case 'edit':
      return { name: view, title: w('card.edit'), up: viewLink('card') };
    case 'add':
      return {
        name: hasFound ? 'found' : view,
        title: w(hasFound ? 'add.found' : 'add.title'),
        up: viewLink('people'),
      };
    case 'type':
      return { name: view, title: w('add.type'), up: viewLink('add') };
    case 'card':
      return { name: myCard() ? view : 'make', title: w('title'), up: links.me };
    case 'people':
      return { name: view, title: w('title'), up: links.me };
  }
}

/** The visitor's contact card as a code, and the cards of the people they met: all of it only on this phone. */
export function ContactsPage() {
  const { query, route } = useLocation();
  const view = viewIn(query);
  const [found, setFound] = useFound(view);
  const [dropped, setDropped] = useState<Person | null>(null);
  useEffect(followContacts, []);
  const screen = screenOf(query, typeof found === 'object' && found !== null);
  useTitle(screen.title);
  useScreen(contacts.value === null ? null : screen.name);
  const isPerson = query.contact !== undefined;
  const hasTabs = !isPerson && (view === 'card' || view === 'people');
  const keep = async (card: Parameters<typeof addPerson>[0]) =>
    route(personLink(await addPerson(card)), true);
  const drop = (person: Person) => {
    route(viewLink('people'), true);
    setDropped(person);
    void dropPerson(person).catch(() => setDropped(null));
  };

  const body = () => {
    if (contacts.value === null) return <Skeleton />;
    if (isPerson) {
      const person = personOf(query.contact ?? '');
      return person ? <PersonDetails key={person.id} person={person} onDrop={drop} /> : <NoPerson />;
    }
    const card = myCard();
    switch (view) {
      case 'people':
        return <People people={people()} />;
      case 'add':
        return <AddPerson found={found} onFound={setFound} onKeep={keep} />;
      case 'type':
        return <CardForm submit={w('add.keep')} back={viewLink('people')} onSave={keep} />;
      case 'edit':
        return <EditCard />;
      case 'card':
        return card ? <MyCard card={card} /> : <EditCard />;
    }
  };

  return (
    <>
      <PageHeader title={<span dir="auto">{screen.title}</span>} up={screen.up} />
      {hasTabs ? <Tabs view={view} /> : null}
      <Dropped person={view === 'people' && !isPerson ? dropped : null} onDone={() => setDropped(null)} />
      {body()}
    </>
  );
}
