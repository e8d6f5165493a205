import cloudFormation from '@aws/cloudformation-validate';
import { serve } from './serve.mjs';

const engine = new cloudFormation.CelEngine();

await serve(({ template }) => {
  const file = new cloudFormation.TemplateFile(template);
  const report = engine.validateDetailed(file, { severityLevel: 'WARN' });
  return report.diagnostics.map((finding) => ({
    rule: finding.ruleId,
    resource: finding.entity?.logicalId ?? '',
    path: finding.propertyPath ?? '',
    message: finding.message,
  }));
});
