using 'main.bicep'
extends 'common.bicepparam'

import { dev, production } from 'profiles.bicep'

// azd always reads this file. AGENT_PROFILE chooses between the two sizes; anything but production is a place to try things on.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param profile = readEnvironmentVariable('AGENT_PROFILE', 'dev') == 'production' ? production : dev
param alertEmail = readEnvironmentVariable('ALERT_EMAIL')
