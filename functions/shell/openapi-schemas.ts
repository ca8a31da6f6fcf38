import * as z from 'zod/mini';
import { Command, OpenCase } from '../../domain/case/command.ts';
import { REFUSALS } from '../../domain/case/refusal.ts';
import { Category, Officer, Roster, Unit } from '../../domain/directory/documents.ts';
import { OpenReview, ReviewCommand } from '../../domain/review/command.ts';
import { REVIEW_REFUSALS } from '../../domain/review/refusal.ts';
import { Calendar } from '../../domain/time/calendar-document.ts';
import { CaseView } from './case-view.ts';
import { Challenge } from './challenge-message.ts';
import { CaseDeliveries, Deliveries } from './delivery-messages.ts';
import { DirectoryHead, DirectoryImport, DirectoryImported } from './directory-messages.ts';
import { ExplanationView } from './explanation-view.ts';
import { Answers, Inbox, Reporters, Wall } from './list-messages.ts';
import { MeView } from './me-view.ts';
import { HeldView, Moderation, RuledView, Ruling } from './moderation-messages.ts';
import * as open311 from './open311-messages.ts';
import { open311Form } from './openapi-open311-form.ts';
import { PhotoList, PhotoUpload, PhotoUploadAnswer } from './photo-messages.ts';
import { PROBLEMS } from './problem.ts';
import { PublicCase, PublicCases } from './public-messages.ts';
import { CaseReports, ContactView } from './report-list-messages.ts';
import { OpenReport, ReportCommand, ReportForm, Similar, SimilarCases } from './report-messages.ts';
import { ReportView } from './report-view.ts';
import { Reviews } from './review-messages.ts';
import { ReviewView } from './review-view.ts';
import { PublicSatisfaction, Satisfaction } from './satisfaction-messages.ts';
import { SmsReceipts, SmsReply, SmsTaken } from './sms-messages.ts';

export type Json = Record<string, unknown>;

/** The JSON Schema of a schema of ours, as this API takes it in or gives it out. */
export const schema = (type: z.ZodMiniType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(type, { target: 'draft-2020-12', io, unrepresentable: 'any' });
  return rest;
};

const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum([
    ...Object.keys(PROBLEMS),
    ...new Set([...Object.keys(REFUSALS), ...Object.keys(REVIEW_REFUSALS)]),
    'no-officer',
    'directory-refused',
    'no-directory',
    'revision-conflict',
    'not-answered',
    'proof-needed',
    'already-ruled',
    'held-yet',
    'not-joinable',
    'no-mobile',
  ]),
  detail: z.string(),
  rule: z.optional(z.string()),
  faults: z.optional(z.array(z.looseObject({ path: z.string(), message: z.string() }))),
  challenge: z.optional(Challenge),
});

/** Every schema that the description refers to by name. */
export const SCHEMAS: Record<string, Json> = {
  OpenCase: schema(OpenCase, 'input'),
  Command: schema(Command, 'input'),
  Case: schema(CaseView, 'output'),
  Explanation: schema(ExplanationView, 'output'),
  Me: schema(MeView, 'output'),
  PhotoUpload: schema(PhotoUpload, 'input'),
  PhotoUploadAnswer: schema(PhotoUploadAnswer, 'output'),
  Photos: schema(PhotoList, 'output'),
  Inbox: schema(Inbox, 'output'),
  PublicCase: schema(PublicCase, 'output'),
  PublicCases: schema(PublicCases, 'output'),
  Satisfaction: schema(Satisfaction, 'output'),
  PublicSatisfaction: schema(PublicSatisfaction, 'output'),
  Answers: schema(Answers, 'output'),
  Reporters: schema(Reporters, 'output'),
  Wall: schema(Wall, 'output'),
  CaseDeliveries: schema(CaseDeliveries, 'output'),
  Deliveries: schema(Deliveries, 'output'),
  OpenReview: schema(OpenReview, 'input'),
  ReviewCommand: schema(ReviewCommand, 'input'),
  Review: schema(ReviewView, 'output'),
  Reviews: schema(Reviews, 'output'),
  OpenReport: schema(OpenReport, 'input'),
  ReportCommand: schema(ReportCommand, 'input'),
  Report: schema(ReportView, 'output'),
  ReportForm: schema(ReportForm, 'output'),
  HeldReport: schema(HeldView, 'output'),
  Challenge: schema(Challenge, 'output'),
  Moderation: schema(Moderation, 'output'),
  Ruling: schema(Ruling, 'input'),
  Ruled: schema(RuledView, 'output'),
  Similar: schema(Similar, 'input'),
  SimilarCases: schema(SimilarCases, 'output'),
  Contact: schema(ContactView, 'output'),
  CaseReports: schema(CaseReports, 'output'),
  SmsReceipts: schema(SmsReceipts, 'input'),
  SmsReply: schema(SmsReply, 'input'),
  SmsTaken: schema(SmsTaken, 'output'),
  Open311Discovery: schema(open311.Discovery, 'output'),
  Open311Services: schema(open311.Services, 'output'),
  Open311ServiceDefinition: schema(open311.ServiceDefinition, 'output'),
  Open311Requests: schema(open311.Requests, 'output'),
  Open311Form: open311Form,
  Open311Filed: schema(open311.Filed, 'output'),
  Open311Tokens: schema(open311.Tokens, 'output'),
  Open311Errors: schema(open311.Errors, 'output'),
  DirectoryImport: schema(DirectoryImport, 'input'),
  DirectoryImported: schema(DirectoryImported, 'output'),
  DirectoryHead: schema(DirectoryHead, 'output'),
  Problem: schema(Problem, 'output'),
  Unit: schema(Unit, 'input'),
  Officer: schema(Officer, 'input'),
  Roster: schema(Roster, 'input'),
  Category: schema(Category, 'input'),
  Calendar: schema(Calendar, 'input'),
};
