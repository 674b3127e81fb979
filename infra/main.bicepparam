using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', 'oncall@example.com')
param developerPrincipalId = readEnvironmentVariable('DEVELOPER_PRINCIPAL_ID', '')
param standardWebhookTenant = readEnvironmentVariable('STANDARD_WEBHOOK_TENANT', '')
param useModel = bool(readEnvironmentVariable('USE_MODEL', 'true'))
