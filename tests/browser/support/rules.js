// The rules of accessibility that a machine can check, on a screen in both themes.
import AxeBuilder from '@axe-core/playwright';

/** One line for each element that breaks a rule, so that a failure says where to go. */
function told(name, scheme, violations) {
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, any, all, none }) => {
    const why = [...any, ...all, ...none].map(({ message }) => message).join('; ');
    return `${name} (${scheme}): ${id} at ${target.join(' ')}: ${why}`;
  }));
}

/** Looks at a screen in both themes; what is wrong is gathered, so that one run tells everything. */
export function inspector() {
  const found = [];
  const look = async (page, name) => {
    const axe = () => new AxeBuilder({ page }).setLegacyMode();
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    found.push(...told(name, 'light', (await axe().analyze()).violations));
    // Only colours differ between the themes.
    await page.emulateMedia({ colorScheme: 'dark' });
    found.push(...told(name, 'dark', (await axe().withRules(['color-contrast', 'link-in-text-block']).analyze()).violations));
  };
  return { found, look };
}
