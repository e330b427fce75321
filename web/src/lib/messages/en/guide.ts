/** The guide: one short text for each page, in the order of a system's life. */
export const guide = {
  'guide.title': 'Guide',
  'guide.purpose': 'Short answers to what each page is for and what to do there.',
  'guide.contents': 'Contents',
  'guide.api': 'Everything the pages do, programs can do too: see the',
  'guide.apiLink': 'reference of the API',
  'guide.worklist':
    'The worklist gathers what waits for you: gates that need your signature, alarms, assessments that fall due, incidents you own. Each line leads to the one place where it is settled. When it is empty, nothing waits.',
  'guide.ai-systems':
    'Every AI system is registered before it runs: what it is for, who answers for it, whom it concerns. Register them one by one, or import a CSV file; the preview names every wrong row, and nothing is imported until all rows are right.',
  'guide.risk-and-impact':
    'Six questions classify a system: how bad it could be, times how likely it is to go wrong. The result is a tier from 1 (highest) to 4. Then two assessments are answered and signed: risks to the organization, and impacts on people.',
  'guide.lifecycle':
    'A system passes seven stages. Before each one stands a gate that computes what is missing. Signatures count for the state that was signed: if it changes afterwards, they must be given again.',
  'guide.versions':
    'A version is registered with its fingerprint and its baseline, and never changes. Three aliases say what runs: candidate, stable and previous. Promoting moves stable; the model server learns of it within a second.',
  'guide.validation':
    'Write the protocol before you look at data: on whom the system is measured, which metric decides, and what has to come out. Signing locks it. Then hand over a file, say what its columns are, and start the run. The report says criterion by criterion whether the promise was kept, with intervals and the number of people, and hides what would point to single patients. A silent run measures live predictions in the same way. Signing the report makes it evidence on the version’s page.',
  'guide.monitoring':
    'Each monitor compares the version in use with its baseline. “Too few to judge” and “no new data” are answers of their own, never “all is well”. A confirmed crossing of a safety threshold follows the rollback policy.',
  'guide.incidents':
    'An incident has an owner, a due date and its evidence. It is open until somebody wrote what was found and done. Report one from a system’s page; do not enter anything that identifies a patient.',
  'guide.findings':
    'A finding is something to put right, found by a monitor, an audit or a person. It has an owner and a due date, and goes from open by work to resolved. It closes only when somebody other than who resolved it has seen that it worked; else it starts again.',
  'guide.law':
    'Which law applies follows from facts: where a system is used, for what, by whom, on which data. Most of them are known already; answer what settles most. Each obligation says why it applies and from when, each exemption gives its reason, and what a law forbids stops the gates. Try other facts before you state them. It is no legal advice: what was seen in no source is marked for counsel.',
  'guide.frameworks':
    'A framework is a standard, a law or a guidance, in our own words. Its requirements name what auditors look for and where each statement comes from; what was seen in no source is marked, and counsel has to confirm it. Comparing two frameworks shows where they ask for the same: a place to use evidence twice, once somebody has judged that it fits.',
  'guide.content-releases':
    'Frameworks, laws and crosswalks come with the program and change several times a year. A new release counts for nothing here until somebody has looked at what it changes, and at the controls, evidence and duties that are about that, and has taken it with a reason. Taking it reopens what people have to look at again; what was signed stays. What does not concern you can be switched off, but no law that binds one of your AI systems, or may bind it.',
  'guide.statements':
    'A statement of applicability says of each of the 38 controls of ISO/IEC 42001 whether it applies, why, and who owns it. How far a control is in place is computed and cannot be entered, so a gap shows as a gap. Once everything is decided it is signed, kept for good and filed as evidence. The next statement starts from it, and shows what changed.',
  'guide.gap-assessments':
    'A gap assessment holds a framework against what is there. How far your controls meet each requirement is computed; you add what you found, and what you saw. That explains a gap or makes it larger, and never closes one: only controls that operate do. Choose gaps and plan a finding for each, with an owner and a day. Closing keeps every line for good and files it as evidence; the next assessment carries over what was found and what is still planned.',
  'guide.controls':
    'A control is what you do so that requirements are met. Write it once, say which requirements it is for and how much of each it meets, link evidence to it, and add tests: Primum can ask its own records, or a person states what they saw. How far a control is there is computed from all this and says what is missing. A mapping carries a control on to another framework once somebody has adopted it.',
  'guide.obligations':
    'What the law asks of an AI system becomes a duty of it, with an owner and a day. Whom nobody is given to, the AI system’s record names; the day is the first of the law, or 30 days after it arose, until somebody says another. Evidence that counts meets a duty, for one AI system or for all. Where evidence ends, or has to be given anew, the duty lapses; where the law or the evidence changes, somebody has to look again. A duty can be set aside with a reason, a prohibition cannot. It is no legal advice.',
  'guide.evidence':
    'Evidence is what shows that something was done. Register it, hand its file over, and say what it speaks for. The day from which a file counts is not the day of the upload, so next year’s policy can be filed today. Whether a piece may be relied on is computed each time from its days and its review. A hold keeps it and its links for the law; nothing is ever deleted. Ask a colleague for evidence, and it stands on their worklist until it is answered.',
  'guide.ledger':
    'Every change leaves an entry, and each entry carries the fingerprint of the one before. Verifying recomputes all of them: if anybody altered or removed one, the first broken entry is named.',
  'guide.settings':
    'Administrators keep the organization, its sites, its members and their roles, and the API keys of pipelines. Everyone keeps their own password and second factor.',
  'guide.section.worklist': 'Worklist',
  'guide.section.ai-systems': 'AI systems',
  'guide.section.risk-and-impact': 'Risk and impact',
  'guide.section.lifecycle': 'Lifecycle',
  'guide.section.versions': 'Versions',
  'guide.section.validation': 'Validation',
  'guide.section.monitoring': 'Monitoring',
  'guide.section.incidents': 'Incidents',
  'guide.section.findings': 'Findings',
  'guide.section.law': 'Law',
  'guide.section.frameworks': 'Frameworks',
  'guide.section.content-releases': 'Content releases',
  'guide.section.statements': 'Statements of applicability',
  'guide.section.gap-assessments': 'Gap assessments',
  'guide.section.controls': 'Controls',
  'guide.section.obligations': 'Obligations',
  'guide.section.evidence': 'Evidence',
  'guide.section.ledger': 'Ledger',
  'guide.section.settings': 'Settings',
} as const
