import { defineConfig } from 'vitepress'

export default defineConfig({
  title: 'Handbook',
  description: 'A site',
  head: [['link', { rel: 'icon', href: 'data:,' }]],
})
