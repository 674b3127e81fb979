metadata description = 'Holds the secrets that other companies give us: webhook and API secrets. Ours are identities and need no vault.'

import { Reach } from 'storage.bicep'

@description('Name of the vault; globally unique.')
@minLength(3)
@maxLength(24)
param name string

@description('Region of the vault.')
param location string

@description('Tags of the vault.')
param tags { *: string }

@description('From where it answers.')
param reach Reach

@description('Whether a deleted vault can be purged before its time.')
param purgeable bool

@description('Days that a deleted vault or secret can be brought back.')
param softDeleteDays int

@description('Whether it refuses to be deleted.')
param lock bool

@description('Workspace that is told who asked for which secret.')
param logsId string

var open = reach.network == 'public' || !empty(reach.operatorAddresses)

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enablePurgeProtection: purgeable ? null : true
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: softDeleteDays
    publicNetworkAccess: open ? 'Enabled' : 'Disabled'
    networkAcls: {
      bypass: reach.network == 'public' ? 'AzureServices' : 'None'
      defaultAction: reach.network == 'public' ? 'Allow' : 'Deny'
      // The vault stores a single address as a range; written so here, what-if finds no difference.
      ipRules: [for address in reach.operatorAddresses: { value: contains(address, '/') ? address : '${address}/32' }]
    }
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: vault
  properties: {
    workspaceId: logsId
    logs: [{ category: 'AuditEvent', enabled: true }]
  }
}

resource kept 'Microsoft.Authorization/locks@2020-05-01' = if (lock) {
  name: 'holds-secrets'
  scope: vault
  properties: { level: 'CanNotDelete', notes: 'Helpdesks and Stripe cannot be reached without these secrets. Remove this lock first.' }
}
