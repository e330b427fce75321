/** What the rollback policy asks for beyond its mode. */
export const policy = {
  'policy.who': 'Who decides',
  'policy.proof': 'How sure the evidence has to be',
  'policy.restraint': 'What holds it back',
  'policy.dryRun': 'Dry run: decide and record, and change nothing',
  'policy.dryRunAbout':
    'Use it to see for a while what the policy would do before it may do it. Nothing is taken back meanwhile.',
  'policy.dryRunOn': 'On: nothing is changed',
  'policy.dryRunOff': 'Off: what is decided is done',
  'policy.autoAfter': 'Hours without an answer after which a proposal is carried out',
  'policy.autoAfterAbout': 'Empty: a proposal waits for people, however long.',
  'policy.autoAfterNever': 'Never; a proposal waits for people',
  'policy.autoAfterHours': 'After {hours} hours without an answer, it is carried out by itself',
  'policy.autoWarning':
    'A proposal that nobody answers for {hours} hours will be carried out by itself, also at night.',
  'policy.approvals': 'Different people who have to approve',
  'policy.approvalsAbout':
    'Systems of tier 1 and 2, and unclassified ones, need two whatever stands here.',
  'policy.consecutive': 'Judgements in a row that must confirm it',
  'policy.consecutiveAbout': 'Each on outcomes that the one before had not seen.',
  'policy.cleanPositives':
    'Patients with the outcome that a version must serve well, aside, to return',
  'policy.cleanLevel': 'The worst it may show meanwhile',
  'policy.cleanLevel.none': 'No warning at all',
  'policy.cleanLevel.warning': 'Warnings, but nothing critical',
  'policy.expire': 'Days after which approvals of the version to return to expire',
  'policy.expireAbout': 'Empty: they hold until withdrawn.',
  'policy.expireNever': 'Never, until withdrawn',
  'policy.mix': 'Largest share (%) of today’s patients of whom that version may know nothing',
  'policy.lastDryRun': 'What the dry run decided last',
  'policy.lastDryRunNone': 'It has not decided anything yet.',
  'policy.lastDryRunAt': 'As of {at}: {action}.',
  'policy.defaultShown':
    'Shown is what is offered for this tier. Until somebody sets it, nothing happens by itself.',
  'policy.action.none': 'nothing would have been done',
  'policy.action.rollback': 'the version would have been taken back',
  'policy.action.suspend': 'the system would have been suspended',
  'policy.action.propose': 'it would have been proposed to people',
  'policy.action.page': 'a person would have been called',
} as const
