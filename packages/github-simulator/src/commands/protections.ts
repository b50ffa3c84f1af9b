import { branchProtectionShape } from '../shapes/branch-protection.ts';
import { surroundings } from '../shapes/surroundings.ts';
import type { World } from '../world/create-world.ts';
import { enter, found, requireThat, type Scene } from '../world/lookup.ts';
import type { BranchProtection } from '../world/model.ts';

type Requirements = Partial<Pick<BranchProtection, 'requiredReviews' | 'requiredChecks' | 'enforcesAdmins'>>;

/** Protects the branches that match a name or a pattern; emits `branch_protection_rule` created. */
export function protectBranch(
  world: World,
  input: Scene & { branch: string } & Requirements,
): BranchProtection {
  const { repository, sender } = enter(world, input);
  requireThat(!repository.protections.has(input.branch), `${input.branch} is protected`);
  const now = world.time.now();
  const rule: BranchProtection = {
    id: world.nextId('protection'),
    name: input.branch,
    requiredReviews: input.requiredReviews ?? null,
    requiredChecks: [...(input.requiredChecks ?? [])],
    enforcesAdmins: input.enforcesAdmins ?? false,
    createdAt: now,
    updatedAt: now,
  };
  repository.protections.set(rule.name, rule);
  world.emit('branch_protection_rule', {
    action: 'created',
    rule: branchProtectionShape(repository, rule),
    ...surroundings(world, { repository, sender }),
  });
  return rule;
}

/** Emits `branch_protection_rule` edited with the old values. */
export function editProtection(
  world: World,
  input: Scene & { branch: string } & Requirements,
): BranchProtection {
  const { repository, sender } = enter(world, input);
  const rule = found(repository.protections.get(input.branch), `protection of ${input.branch}`);
  const before = branchProtectionShape(repository, rule);
  const { requiredReviews = rule.requiredReviews, enforcesAdmins = rule.enforcesAdmins } = input;
  const requiredChecks = [...(input.requiredChecks ?? rule.requiredChecks)];
  Object.assign(rule, { requiredReviews, requiredChecks, enforcesAdmins, updatedAt: world.time.now() });
  const level = before.pull_request_reviews_enforcement_level;
  const checksLevel = before.required_status_checks_enforcement_level;
  const after = branchProtectionShape(repository, rule);
  const changes = {
    ...(before.admin_enforced !== after.admin_enforced && {
      admin_enforced: { from: before.admin_enforced },
    }),
    ...(level !== after.pull_request_reviews_enforcement_level && {
      pull_request_reviews_enforcement_level: { from: level },
    }),
    ...(before.required_approving_review_count !== after.required_approving_review_count && {
      required_approving_review_count: { from: before.required_approving_review_count },
    }),
    ...(input.requiredChecks !== undefined && {
      required_status_checks: { from: before.required_status_checks },
    }),
    ...(checksLevel !== after.required_status_checks_enforcement_level && {
      required_status_checks_enforcement_level: { from: checksLevel },
    }),
  };
  world.emit('branch_protection_rule', {
    action: 'edited',
    rule: after,
    changes,
    ...surroundings(world, { repository, sender }),
  });
  return rule;
}

/** Emits `branch_protection_rule` deleted. */
export function unprotectBranch(world: World, input: Scene & { branch: string }): BranchProtection {
  const { repository, sender } = enter(world, input);
  const rule = found(repository.protections.get(input.branch), `protection of ${input.branch}`);
  repository.protections.delete(rule.name);
  world.emit('branch_protection_rule', {
    action: 'deleted',
    rule: branchProtectionShape(repository, rule),
    ...surroundings(world, { repository, sender }),
  });
  return rule;
}
