import { fetchAhead } from './ahead';
import { answerTap } from './click';
import { answerNavigation, answerPhotos } from './fetch';
import { followPhotos } from './photos';
import { precacheBuild } from './precache';
import { renewSubscription, showPush } from './push';
import type { Scope } from './scope';
import { syncInBackground } from './sync';
import { claimTabs, takeOver } from './update';

declare const self: Scope;

// The build puts the list in where this is named, once.
const build = self.__WB_MANIFEST;

// Before the other, which begins with its first file.
self.addEventListener('install', () => void fetchAhead(self, build));
precacheBuild(build);
answerNavigation();
answerPhotos(self);

self.addEventListener('activate', event => event.waitUntil(claimTabs(self)));
self.addEventListener('message', event => event.waitUntil(takeOver(self, event.data)));
self.addEventListener('message', event => event.waitUntil(followPhotos(self, event.data)));
self.addEventListener('push', event => event.waitUntil(showPush(self, event)));
self.addEventListener('pushsubscriptionchange', event => event.waitUntil(renewSubscription(self, event)));
self.addEventListener('notificationclick', event => event.waitUntil(answerTap(self, event)));
self.addEventListener('sync', event => (event as ExtendableEvent).waitUntil(syncInBackground(self)));
