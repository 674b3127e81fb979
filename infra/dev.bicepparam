using 'main.bicep'
extends 'common.bicepparam'

import { dev } from 'profiles.bicep'

param environmentName = 'dev'
param profile = dev
param alertEmail = readEnvironmentVariable('ALERT_EMAIL')
