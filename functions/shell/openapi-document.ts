import * as z from 'zod/mini';
import { Command, OpenCase } from '../../domain/command.ts';
import { Category, Calendar, Kind, Officer, Roster, Unit } from '../../domain/directory.ts';
import { REFUSALS } from '../../domain/refusal.ts';
import { CaseView } from './case-view.ts';
import { DirectoryHead, DirectoryImport, DirectoryImported, Rows } from './directory-messages.ts';
import { Inbox, InboxQuery, Wall, WallQuery } from './list-messages.ts';
import { PROBLEMS } from './problem.ts';
