import type { Role } from './roles.ts'

/**
 * Who may do what. One row per permission: what it lets a person do, and which roles hold it.
 * Reading is wide, because governance needs everyone to see; acting is narrow.
 */
const everyone: readonly Role[] = [
  'administrator',
  'governance-lead',
  'committee-member',
  'model-owner',
  'clinician',
  'privacy-officer',
  'security-officer',
  'vendor-manager',
  'internal-auditor',
  'external-auditor',
]

const reviewers: readonly Role[] = [
  'governance-lead',
  'committee-member',
  'privacy-officer',
  'security-officer',
]

const controlOwners: readonly Role[] = [
  'governance-lead',
  'privacy-officer',
  'security-officer',
  'model-owner',
]

type Grant = { does: string; roles: readonly Role[] }

export const permissions = {
  'organizations.read': { does: 'see the organization and its sites', roles: everyone },
  'organizations.manage': {
    does: 'change the organization and its sites',
    roles: ['administrator'],
  },
  'members.read': { does: 'see who is a member', roles: everyone },
  'members.manage': { does: 'add, change and remove members', roles: ['administrator'] },
  'keys.manage': { does: 'create and revoke API keys', roles: ['administrator', 'model-owner'] },
  'ai-systems.read': { does: 'see AI systems', roles: everyone },
  'ai-systems.register': {
    does: 'register AI systems, one by one or from a file',
    roles: ['administrator', 'governance-lead', 'model-owner', 'vendor-manager'],
  },
  'ai-systems.edit': {
    does: "change an AI system's record",
    roles: ['administrator', 'governance-lead', 'model-owner', 'vendor-manager'],
  },
  'ai-systems.suspend': {
    does: 'suspend an AI system at once',
    roles: ['administrator', 'governance-lead', 'clinician', 'model-owner'],
  },
  'ai-systems.resume': {
    does: 'lift the suspension of an AI system',
    roles: ['governance-lead'],
  },
  'classifications.read': { does: 'see classifications', roles: everyone },
  'classifications.classify': {
    does: 'classify an AI system',
    roles: ['governance-lead', 'model-owner', 'committee-member'],
  },
  'classifications.override': {
    does: 'override a risk tier with a signed reason',
    roles: ['governance-lead'],
  },
  'assessments.read': { does: 'see assessments', roles: everyone },
  'assessments.answer': {
    does: 'answer assessments',
    roles: [...reviewers, 'model-owner', 'clinician', 'vendor-manager'],
  },
  'assessments.sign': { does: 'sign assessments', roles: reviewers },
  'frameworks.read': { does: 'see standards, laws and crosswalks', roles: everyone },
  'content-packs.read': { does: 'see which releases of frameworks are in force', roles: everyone },
  'content-packs.manage': {
    does: 'take new releases, switch frameworks off and add own ones',
    roles: ['governance-lead'],
  },
  'law-facts.read': { does: 'see the facts that decide which law applies', roles: everyone },
  'law-facts.state': {
    does: 'state facts of an AI system for the law',
    roles: ['governance-lead', 'model-owner', 'privacy-officer', 'vendor-manager'],
  },
  'law-facts.state-organization': {
    does: 'state facts of the organization for the law',
    roles: ['administrator', 'governance-lead', 'privacy-officer'],
  },
  'statements.read': { does: 'see statements of applicability', roles: everyone },
  'statements.write': {
    does: 'decide which controls apply, and why',
    roles: ['governance-lead', 'privacy-officer', 'security-officer'],
  },
  'statements.sign': {
    does: 'sign a statement of applicability',
    roles: ['governance-lead', 'committee-member'],
  },
  'gap-assessments.read': { does: 'see gap assessments', roles: everyone },
  'gap-assessments.write': {
    does: 'assess the gaps of a framework and plan what closes them',
    roles: ['governance-lead', 'privacy-officer', 'security-officer'],
  },
  'obligations.read': { does: 'see what the law asks', roles: everyone },
  'duties.read': { does: 'see duties, their owners and due dates', roles: everyone },
  'duties.manage': {
    does: 'give duties owners and due dates, and confirm that what was done still holds',
    roles: controlOwners,
  },
  'duties.set-aside': {
    does: 'set a duty aside',
    roles: ['governance-lead', 'privacy-officer'],
  },
  'lifecycle.read': { does: 'see lifecycle stages and gates', roles: everyone },
  'lifecycle.sign': {
    does: 'sign off a gate',
    roles: [...reviewers, 'clinician'],
  },
  'lifecycle.advance': {
    does: 'move an AI system to another stage',
    roles: ['governance-lead', 'model-owner'],
  },
  'versions.read': { does: 'see versions, aliases and deployments', roles: everyone },
  'versions.register': {
    does: 'register versions and their baselines',
    roles: ['model-owner'],
  },
  'versions.withdraw': {
    does: 'withdraw a version',
    roles: ['model-owner', 'governance-lead'],
  },
  'aliases.move': { does: 'move an alias to another version', roles: ['model-owner'] },
  'aliases.approve': {
    does: 'approve the promotion of a version',
    roles: [...reviewers, 'clinician'],
  },
  'validations.read': { does: 'see validation protocols, runs and reports', roles: everyone },
  'validations.write': {
    does: 'write and lock validation protocols, and run them',
    roles: ['model-owner'],
  },
  'validations.sign': { does: 'sign the report of a validation run', roles: reviewers },
  'telemetry.send': { does: 'send predictions and outcomes', roles: ['model-owner'] },
  'replay-clock.advance': {
    does: 'advance the replay clock of an example system',
    roles: ['administrator', 'model-owner'],
  },
  'monitoring.read': { does: 'see metrics, monitors and alarms', roles: everyone },
  'monitors.manage': {
    does: 'change monitors',
    roles: ['governance-lead', 'model-owner'],
  },
  'rollback-policies.manage': {
    does: 'change a rollback policy',
    roles: ['governance-lead'],
  },
  'incidents.read': { does: 'see incidents', roles: everyone },
  'incidents.open': {
    does: 'open an incident',
    roles: everyone.filter((role) => role !== 'external-auditor' && role !== 'internal-auditor'),
  },
  'incidents.manage': {
    does: 'change the status, owner and due date of an incident',
    roles: [...reviewers, 'administrator', 'model-owner', 'clinician'],
  },
  'rollback-proposals.answer': {
    does: 'approve or reject a proposed rollback',
    roles: [...reviewers, 'clinician'],
  },
  'findings.read': { does: 'see findings', roles: everyone },
  'findings.open': {
    does: 'open a finding',
    roles: everyone.filter((role) => role !== 'external-auditor'),
  },
  'findings.manage': {
    does: 'work on a finding, and change its owner and due date',
    roles: [...reviewers, 'administrator', 'model-owner', 'clinician', 'vendor-manager'],
  },
  'findings.check': {
    does: 'check whether a resolved finding was put right',
    roles: [...reviewers, 'clinician', 'internal-auditor'],
  },
  'evidence.read': { does: 'see evidence and requests for it', roles: everyone },
  'evidence.manage': {
    does: 'file evidence, describe it and link it',
    roles: [...reviewers, 'administrator', 'model-owner', 'vendor-manager'],
  },
  'evidence.hold': {
    does: 'hold evidence, set how long it is kept, and withdraw it',
    roles: ['governance-lead', 'privacy-officer'],
  },
  'evidence.request': {
    does: 'ask for evidence',
    roles: [
      'governance-lead',
      'privacy-officer',
      'security-officer',
      'internal-auditor',
      'external-auditor',
    ],
  },
  'controls.read': { does: 'see controls, their tests and what they cover', roles: everyone },
  'controls.manage': {
    does: 'write controls, map them to requirements and define their tests',
    roles: controlOwners,
  },
  'controls.test': {
    does: 'test controls',
    roles: [...controlOwners, 'internal-auditor', 'committee-member'],
  },
  'mappings.adopt': {
    does: 'adopt mappings of a crosswalk as those of the organization',
    roles: ['governance-lead'],
  },
  'worklist.read': { does: 'see what waits for oneself', roles: everyone },
  'notifications.manage': { does: "mark one's own notifications as read", roles: everyone },
  'ledger.read': { does: 'see the ledger', roles: everyone },
  'ledger.verify': { does: 'verify the ledger', roles: everyone },
  'examples.load': { does: 'load the worked example', roles: ['administrator'] },
} as const satisfies Record<string, Grant>

export type Permission = keyof typeof permissions

export const permissionNames = Object.keys(permissions) as Permission[]

/** Permissions an API key can never carry: they stand for a person's own judgement. */
export const personOnly: readonly Permission[] = [
  'classifications.override',
  'assessments.sign',
  'lifecycle.sign',
  'aliases.approve',
  'rollback-proposals.answer',
  'findings.check',
  'evidence.hold',
  'mappings.adopt',
  'duties.set-aside',
  'content-packs.manage',
  'validations.sign',
  'statements.sign',
  'members.manage',
  'keys.manage',
  'organizations.manage',
  'notifications.manage',
]
