/** Parts of a validation report beyond what was measured on known outcomes, and the work of alerts. */
export const validationParts = {
  'estimated.title': 'Estimated without outcomes',
  'estimated.about':
    'What the scores imply for everyone, as long as outcomes follow scores as they did in the baseline. If that has changed, this is wrong without showing it.',
  'estimated.tag': 'An estimate, not a measurement',
  'estimated.at': '{metric} at {threshold}',
  'estimated.value': 'Estimated, 95 % interval',
  'estimated.measured': 'Measured on baseline',
  'estimated.calibratedOn':
    'Calibrated on the baseline: {positives} with the outcome, {negatives} without.',
  'estimated.reason': 'Why it is an estimate, or missing: {reason}.',
  'estimated.sentence':
    'For {n} predictions ({unlabelled} without a known outcome) the scores imply an AUROC of about {value} ({interval}), against {measured} measured on the baseline. No criterion is judged by it.',
  'estimated.sentenceNone':
    'For {n} predictions ({unlabelled} without a known outcome) nothing could be estimated.',
  'together.title': 'Inputs together',
  'together.about':
    'Whether the inputs still go together as in the baseline, even where each of them looks the same by itself.',
  'together.value': 'Value, 95 % interval',
  'together.compared': 'Without drift',
  'together.unknown': 'Whether inputs go together as before cannot be said: {reason}.',
  'together.errorBare':
    'Rebuilding each row from the pattern of the baseline leaves an error of {value}, against {before} in the baseline.',
  'together.errorMore':
    'The inputs do not go together as in the baseline: rebuilding each row from its pattern leaves an error of {value}, against {before} there (difference {difference}, {interval}).',
  'together.errorLess':
    'The inputs follow the pattern of the baseline more closely than the baseline itself: an error of {value}, against {before} there (difference {difference}, {interval}). That too is a change.',
  'together.errorChance':
    'The inputs go together as in the baseline, as far as chance lets one see: rebuilding each row from its pattern leaves an error of {value}, against {before} there (difference {difference}, {interval}).',
  'together.apart':
    'A simple program can tell rows of the two files apart by their inputs: AUROC {value} ({interval}), where 0.5 is guessing.',
  'together.notApart':
    'A simple program cannot tell rows of the two files apart better than by guessing: AUROC {value} ({interval}), where 0.5 is guessing.',
  'together.apartUnknown': 'Whether the two files can be told apart cannot be said: {reason}.',
  'together.sample':
    '{rows} rows against {before} of the baseline; drawn: {method}; seed {seed}, so that it can be repeated.',
  'together.columns': 'Inputs that take part: {columns}.',
  'together.noColumns': 'No input takes part.',
  'together.leftOut': 'Without {column}: {reason}.',
  'metric.reconstruction-error': 'Reconstruction error (PCA)',
  'burden.title': 'Alert burden',
  'burden.about':
    'Every prediction at the threshold or above is an alert, whether or not its outcome is known. Numbers are per 100 encounters, with 95 % intervals; n counts encounters.',
  'burden.by': 'Compare alert burden by',
  'burden.alerts': 'Alerts',
  'burden.alerted': 'Encounters alerted',
  'burden.none': 'It was not computed: it needs the column of the encounter.',
  'burden.unknown': 'At {threshold}, the burden is not known: {reason}.',
  'burden.sentence':
    'At {threshold}, there are {alerts} alerts per 100 encounters ({interval}), and {alerted} of 100 encounters have at least one ({alertedInterval}; n = {n} encounters).',
} as const
